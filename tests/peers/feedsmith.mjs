// usage: node feedsmith.mjs FILE      what Feedsmith reads of an Atom or JSON feed, as JSON: {format, feed}
import { readFileSync } from "node:fs";
import { parseFeed } from "feedsmith";

console.log(JSON.stringify(parseFeed(readFileSync(process.argv[2], "utf8"))));
