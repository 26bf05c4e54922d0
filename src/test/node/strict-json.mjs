// Strict JSON as docs/format.md wants it: one object, then nothing but spaces.
const LONGEST_DEPTH = 8;
const ESCAPES = { '"': '"', "\\": "\\", "/": "/", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/** The object in `bytes`; members stand in a Map. Throws for whatever the page refuses. */
export function parse(bytes) {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0x20) {
    end--;
  }
  if (end < 2 || bytes[0] !== 0x7b || bytes[end - 1] !== 0x7d) {
    throw new SyntaxError("not one object");
  }
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
    bytes.subarray(0, end),
  );
  const parser = new Parser(text);
  const value = parser.value(1);
  if (parser.at !== text.length) {
    throw new SyntaxError("something after the object");
  }
  return value;
}

class Parser {
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  value(depth) {
    switch (this.text[this.at]) {
      case "{":
        return this.object(depth);
      case "[":
        return this.array(depth);
      case '"':
        return this.string();
      default:
        return this.literal();
    }
  }

  object(depth) {
    const members = new Map();
    this.list(depth, "{", "}", () => {
      const name = this.string();
      if (members.has(name)) {
        throw new SyntaxError("a member twice");
      }
      this.space();
      this.take(":");
      this.space();
      members.set(name, this.value(depth + 1));
    });
    return members;
  }

  array(depth) {
    const values = [];
    this.list(depth, "[", "]", () => values.push(this.value(depth + 1)));
    return values;
  }

  list(depth, first, last, element) {
    if (depth > LONGEST_DEPTH) {
      throw new SyntaxError("too deep");
    }
    this.take(first);
    this.space();
    if (this.text[this.at] === last) {
      this.at++;
      return;
    }
    for (;;) {
      element();
      this.space();
      if (this.text[this.at] === last) {
        this.at++;
        return;
      }
      this.take(",");
      this.space();
    }
  }

  string() {
    this.take('"');
    let value = "";
    for (;;) {
      const c = this.text[this.at++];
      if (c === undefined || c < " ") {
        throw new SyntaxError("string");
      }
      if (c === '"') {
        break;
      }
      value += c === "\\" ? this.escape() : c;
    }
    if (!value.isWellFormed()) {
      throw new SyntaxError("half a surrogate pair");
    }
    return value;
  }

  escape() {
    const c = this.text[this.at++];
    if (c === "u") {
      const digits = this.text.slice(this.at, this.at + 4);
      if (!/^[0-9A-Fa-f]{4}$/.test(digits)) {
        throw new SyntaxError("escape");
      }
      this.at += 4;
      return String.fromCharCode(parseInt(digits, 16));
    }
    if (!Object.hasOwn(ESCAPES, c ?? "")) {
      throw new SyntaxError("escape");
    }
    return ESCAPES[c];
  }

  literal() {
    const word = /[^\s,\]}:]*/y;
    word.lastIndex = this.at;
    const found = word.exec(this.text)[0];
    this.at += found.length;
    if (found === "true" || found === "false") {
      return found === "true";
    }
    if (found === "null") {
      return null;
    }
    const number = Number(found);
    if (!/^-?(0|[1-9][0-9]*)$/.test(found) || !Number.isSafeInteger(number)) {
      throw new SyntaxError("neither literal nor integer");
    }
    return number;
  }

  space() {
    while (" \t\n\r".includes(this.text[this.at] ?? "x")) {
      this.at++;
    }
  }

  take(c) {
    if (this.text[this.at++] !== c) {
      throw new SyntaxError(`no ${c}`);
    }
  }
}
