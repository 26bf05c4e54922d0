// Opens every vector of a folder with reader.mjs and prints {vector: outcome} as JSON; the outcome
// is the word of a failure, or "success NAME-AS-JSON SIZE SHA-256".
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { Refused, b64u, keyRing, open } from "./reader.mjs";

const folder = process.argv[2];
const outcomes = {};
for (const name of readdirSync(folder).filter((file) => file.endsWith(".dslot"))) {
  const bytes = readFileSync(join(folder, name));
  const headEnd = bytes.indexOf("\n\n");
  const head = bytes
    .subarray(0, headEnd)
    .toString("utf8")
    .split("\n")
    .map((line) => [line.slice(0, line.indexOf(": ")), line.slice(line.indexOf(": ") + 2)]);
  outcomes[name.slice(0, -".dslot".length)] = outcome(bytes.subarray(headEnd + 2), head);
}
console.log(JSON.stringify(outcomes));

function outcome(sealed, head) {
  const all = (key) => head.filter((line) => line[0] === key).map((line) => line[1]);
  const words = (key) => all(key).map((line) => line.split(" "));
  const grants = [
    ...words("team-key").map(([team, key]) => ({ type: "team", team, key })),
    ...words("organisation-key").map(([alg, key]) => ({ type: "org", alg, key })),
  ];
  const signers = {};
  for (const [kid, key, status] of words("signer")) {
    signers[kid] = { key: b64u(key), status };
  }
  const ring = keyRing(grants, signers);
  ring.custody = all("custody")[0];
  try {
    const { plaintext, size, metadata } = open(sealed, ring, { nameKey: all("name-key").length > 0 });
    const sha = createHash("sha256").update(plaintext).digest("hex");
    return `success ${JSON.stringify(metadata.get("name"))} ${size} ${sha}`;
  } catch (e) {
    if (!(e instanceof Refused)) {
      throw e;
    }
    return e.message;
  }
}
