/** Saves text as a file on this device. */
export function saveText(name: string, text: string, type = "text/csv;charset=utf-8"): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads it after the click: gone at once, it would save nothing.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
