import type { ForbiddenCode } from "@/lib/core/access/can";
import { ok, type Result } from "@/lib/core/refusal";
import type { Product } from "./directory-ports";
import { look } from "./gate";
import type { Deps } from "./ports";
import type { TenantScope } from "./scope";

/** The product of a code that carries no serial (an EAN on a shelf); null: not one of Packproof's. */
export const findProduct = (
  deps: Deps,
  scope: TenantScope,
  gtin: string,
): Promise<Result<Product | null, ForbiddenCode>> =>
  look(deps, scope, "trace-pack", async () => {
    const products = await deps.directory.products(scope);
    return ok(products.find((product) => product.gtin === gtin) ?? null);
  });
