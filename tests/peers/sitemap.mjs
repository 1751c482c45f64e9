// usage: node sitemap.mjs FILE      what the sitemap package reads of a sitemap, as JSON
import { createReadStream } from "node:fs";
import { parseSitemap } from "sitemap";

console.log(JSON.stringify(await parseSitemap(createReadStream(process.argv[2]))));
