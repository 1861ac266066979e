// The browser tests: `node --test tests/browser/index.js`. One demo and one browser serve them all.
import { after, before, describe } from "node:test";
import { end } from "./end.js";
import { pages } from "./pages.js";
import { stories } from "./stories.js";
import { open } from "./town.js";

let town;
before(async () => (town = await open()));
after(() => town?.close());
describe("end", end);
describe("stories", () => stories(() => town));
describe("pages", { concurrency: 2 }, () => pages(() => town));
