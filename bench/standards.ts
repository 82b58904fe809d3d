// npm run bench:standards
// How fast GS1 codes and EPCIS documents are read, and how much memory a large document takes, each beside what the
// machine could do at most in the same run. Takes about a minute.
import { machine } from "./lib/machine";
import { checksum } from "./lib/rounds";
import { runJob } from "./standards/document-jobs";
import { documentTable } from "./standards/documents";
import { gs1Rows } from "./standards/gs1";
import { hashRows } from "./standards/hashes";
import { rateTable } from "./standards/row";

function measureAll(): void {
  console.log(machine());
  console.log(`\n${rateTable("GS1 codes of medicine packs", gs1Rows())}`);
  for (const size of [1, 30]) {
    const { rows, note } = hashRows(size);
    console.log(`\n${rateTable("CBV 2.0 event hashes", rows)}\n${note}`);
  }
  console.log(`\n${documentTable()}`);
  console.log(`\nchecksum ${checksum()}`);
}

const [task, job = ""] = process.argv.slice(2);
if (task === "job") runJob(job);
else measureAll();
