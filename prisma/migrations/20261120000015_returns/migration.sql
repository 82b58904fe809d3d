-- A batch's deliveries: what the returns desk asks of packs without serials, and a recall's board.
create index shipment_quantity_batch_id_idx on shipment_quantity (batch_id);
