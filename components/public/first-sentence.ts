/** An answer's first sentence, without its full stop, stands large; what follows says more, or what to do. */
export function firstSentence(answer: string): { readonly title: string; readonly rest: string } {
  const end = /[.!?](?=\s)|[.!?]$|[。！？]/.exec(answer);
  if (!end) return { title: answer, rest: "" };
  const until = end.index + end[0].length;
  const title = end[0] === "." ? answer.slice(0, end.index) : answer.slice(0, until);
  return { title, rest: answer.slice(until).trim() };
}
