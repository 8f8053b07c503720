// Ask through a client made by openapi-generator; client_java.sh makes it and runs this
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.OffsetDateTime;
import java.util.List;
import sla.ApiClient;
import sla.ApiException;
import sla.api.DueDatesApi;
import sla.model.BatchItem;
import sla.model.BatchRequest;
import sla.model.DueDateRequest;

public class Client {
    public static void main(String[] arguments) throws Exception {
        var service = arguments.length > 0 ? arguments[0] : "http://127.0.0.1:8000";
        var client = new ApiClient();
        client.updateBaseUri(service);
        var dueDates = new DueDatesApi(client);

        var dossier = new DueDateRequest()
            .receivedAt(OffsetDateTime.parse("2019-03-05T11:29:59+07:00"))
            .authority("long-an")
            .procedure("business-registration");
        var due = dueDates.findDueDate(dossier);
        System.out.println(due.getDueAt() + " " + due.getAppointmentText().getVi());

        var later = new BatchItem().receivedAt(OffsetDateTime.parse("2019-03-05T11:30:00+07:00")).authority("long-an");
        var elsewhere = new BatchItem().receivedAt(dossier.getReceivedAt()).authority("nowhere");
        var common = new BatchItem().procedure("business-registration");
        var batch = dueDates.findDueDates(new BatchRequest().items(List.of(later, elsewhere)).defaults(common));
        for (var result : batch.getResults()) {
            var answer = result.getDueDate() != null ? result.getDueDate().getDueOn() : result.getProblem().getCode();
            System.out.println(result.getIndex() + " " + answer);
        }

        try {
            dueDates.findDueDate(dossier.authority("nowhere"));
        } catch (ApiException refused) {
            System.out.println(refused.getCode() + " " + refused.getResponseBody());
        }

        // this client reads every answer as JSON; a feed is none, so it is fetched by plain HTTP
        var asked = "?received_at=2019-03-05T11:29:59%2B07:00&authority=long-an&procedure=business-registration";
        var feed = HttpRequest.newBuilder(URI.create(service + "/v1/due-dates.ics" + asked)).build();
        var lines = HttpClient.newHttpClient().send(feed, BodyHandlers.ofLines()).body();
        lines.filter(line -> line.startsWith("DTSTART")).forEach(System.out::println);
    }
}
