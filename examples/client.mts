// Ask through types made by openapi-typescript, with openapi-fetch; client_ts.sh makes them and runs this
import createClient from "openapi-fetch";
import type { components, paths } from "./sla_service.js";

const client = createClient<paths>({ baseUrl: process.argv[2] ?? "http://127.0.0.1:8000" });
const dossier: components["schemas"]["DueDateRequest"] = {
  received_at: "2019-03-05T11:29:59+07:00",
  authority: "long-an",
  procedure: "business-registration",
};

const { data: due } = await client.POST("/v1/due-dates", { body: dossier });
console.log(due?.due_at, due?.appointment_text?.vi);

const later = { received_at: "2019-03-05T11:30:00+07:00", authority: "long-an" };
const elsewhere = { ...dossier, authority: "nowhere" };
const { data: batch } = await client.POST("/v1/due-dates/batch", {
  body: { items: [later, elsewhere], defaults: { procedure: "business-registration" } },
});
for (const { index, due_date, problem } of batch?.results ?? []) {
  console.log(index, due_date?.due_on ?? problem?.code);
}

const { error } = await client.POST("/v1/due-dates", { body: elsewhere });
console.log(error?.status, error?.errors[0]?.path, error?.code);

const { data: feed } = await client.GET("/v1/due-dates.ics", {
  params: {
    query: {
      received_at: "2026-03-06T17:00:00+07:00",
      authority: "vn",
      term: JSON.stringify({ amount: 3, unit: "working_days" }), // objects and lists are JSON text
      reminders: JSON.stringify([0.5]),
    },
  },
  parseAs: "text", // else it would be read as JSON
});
console.log(feed?.match(/^(DTSTART|TRIGGER).*$/gm)?.join("\n"));
