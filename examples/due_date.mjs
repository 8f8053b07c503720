// Ask when a result is due: node due_date.mjs [address of the service [moment of receipt]]
const [service = "http://127.0.0.1:8000", received_at = "2019-03-05T11:29:59+07:00"] = process.argv.slice(2);

const response = await fetch(`${service}/v1/due-dates`, {
  method: "POST",
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify({ received_at, authority: "long-an", procedure: "business-registration" }),
});
const answer = await response.json();

if (!response.ok) {
  for (const fault of answer.errors) console.error(`${fault.path}: ${fault.message}`);
  process.exit(1);
}
console.log(answer.due_at);
console.log(answer.appointment_text.vi);
console.log(answer.rules.digest); // keep it beside the due date
