import { nothingHere } from "@/lib/web/methods";

export const { DELETE, GET, OPTIONS, PATCH, POST, PUT } = nothingHere;
