export const dynamic = "force-dynamic";

/** This process answers; nothing else is asked. For load balancers, and the bare limit that benchmarks divide by. */
export const GET = (): Response =>
  new Response(null, { status: 204, headers: { "Cache-Control": "no-store" } });
