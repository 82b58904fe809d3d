"use client";

/*
 * The root layout itself failed, and with it the catalogue, the fonts and the tokens: so the words stand
 * here, in the one place where strings outside messages/ are right, and the browser's own look carries them.
 */
export default function GlobalError({ retry }: { readonly retry: () => void }) {
  return (
    <html lang="en-GB">
      <body
        style={{
          font: "16px/1.5 system-ui, sans-serif",
          maxWidth: "40rem",
          margin: "4rem auto",
          padding: "0 1rem",
        }}
      >
        <title>Packproof could not be shown</title>
        <h1 style={{ fontSize: "28px" }}>Packproof could not be shown</h1>
        <p>Something failed on our side. What you recorded before is safe.</p>
        <button
          type="button"
          onClick={retry}
          style={{ font: "inherit", minHeight: "44px", padding: "0 20px" }}
        >
          Try again
        </button>
      </body>
    </html>
  );
}
