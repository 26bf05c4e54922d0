// Does the jobs of a JSON file, in order: [{"do", "in", "out", "identity"|"recipient"|"passphrase", …}].
// "in" and "out" are files. Fails on the first job that fails.
import { readFile, writeFile } from "node:fs/promises";
import { Decrypter, Encrypter, armor, identityToRecipient } from "age-encryption";

const work = {
  async encrypt(job) {
    const encrypter = new Encrypter();
    if (job.passphrase) {
      encrypter.setPassphrase(job.passphrase);
      encrypter.setScryptWorkFactor(job.workFactor);
    } else {
      encrypter.addRecipient(job.recipient);
    }
    const file = await encrypter.encrypt(new Uint8Array(await readFile(job.in)));
    await writeFile(job.out, job.armor ? armor.encode(file) : file);
  },
  async decrypt(job) {
    const decrypter = new Decrypter();
    if (job.passphrase) {
      decrypter.addPassphrase(job.passphrase);
    } else {
      decrypter.addIdentity(job.identity);
    }
    await writeFile(job.out, await decrypter.decrypt(new Uint8Array(await readFile(job.in))));
  },
  async recipient(job) {
    await writeFile(job.out, await identityToRecipient(job.identity));
  },
};

for (const job of JSON.parse(await readFile(process.argv[2], "utf8"))) {
  await work[job.do](job);
}
