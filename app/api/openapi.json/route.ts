import { web } from "@/lib/web/deps";
import { notAllowed } from "@/lib/web/methods";
import { openApiDocument } from "@/lib/web/openapi/document";
import { apiRoutes } from "@/lib/web/openapi/routes";
import { answer } from "@/lib/web/problem";
import { ROUTES } from "../routes";

/** Made of the schemas the handlers parse with, so it can't describe another API than this one. */
export async function GET(): Promise<Response> {
  const { env } = web();
  const document = openApiDocument(await apiRoutes(ROUTES), env.PUBLIC_ORIGIN);
  return answer(document, { "Access-Control-Allow-Origin": "*", "Cache-Control": "public, max-age=300" });
}

export const { DELETE, OPTIONS, PATCH, POST, PUT } = notAllowed("GET");
