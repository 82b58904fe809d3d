/**
 * Asks together what is asked at the same time. A question that comes while fewer than `lanes` are being answered is
 * asked at once; those that come meanwhile wait for a lane and then go as one list of at most `most`. So nobody waits
 * for company, and a busy server pays for a statement once a list instead of once a question. When a list fails each
 * question of it is asked again alone: a bad one spoils no other.
 */
export function together<Question, Reply>(
  ask: (questions: readonly Question[]) => Promise<readonly Reply[]>,
  { most, lanes }: { readonly most: number; readonly lanes: number },
): (question: Question) => Promise<Reply> {
  const waiting: Waiting<Question, Reply>[] = [];
  let busy = 0;

  async function alone({ question, resolve, reject }: Waiting<Question, Reply>): Promise<void> {
    try {
      resolve(only(await ask([question])));
    } catch (error) {
      reject(error);
    }
  }

  async function answer(list: readonly Waiting<Question, Reply>[]): Promise<void> {
    const [first] = list;
    if (first && list.length === 1) return alone(first);
    const replies = await ask(list.map(({ question }) => question)).catch(() => null);
    if (replies?.length !== list.length) {
      for (const each of list) await alone(each);
      return;
    }
    for (const [place, { resolve }] of list.entries()) resolve(replies[place] as Reply);
  }

  function next(): void {
    if (busy >= lanes || waiting.length === 0) return;
    busy += 1;
    answer(waiting.splice(0, most)).finally(() => {
      busy -= 1;
      next();
    });
  }

  return (question) =>
    new Promise((resolve, reject) => {
      waiting.push({ question, resolve, reject });
      next();
    });
}

type Waiting<Question, Reply> = {
  readonly question: Question;
  readonly resolve: (reply: Reply) => void;
  readonly reject: (error: unknown) => void;
};

function only<Value>(values: readonly Value[]): Value {
  const [value] = values;
  if (value === undefined || values.length !== 1) throw new Error(`One question, ${values.length} answers`);
  return value;
}
