// Ask through a client made by openapi-generator; client_java.sh makes it and runs this
import java.time.OffsetDateTime;
import java.util.List;
import sla.ApiClient;
import sla.ApiException;
import sla.api.DueDatesApi;
import sla.model.BatchRequest;
import sla.model.DueDateRequest;

public class Client {
    public static void main(String[] arguments) throws ApiException {
        var client = new ApiClient();
        client.updateBaseUri(arguments.length > 0 ? arguments[0] : "http://127.0.0.1:8000");
        var dueDates = new DueDatesApi(client);

        var due = dueDates.findDueDate(received("2019-03-05T11:29:59+07:00"));
        System.out.println(due.getDueAt() + " " + due.getAppointmentText().getVi());

        var later = received("2019-03-05T11:30:00+07:00");
        var elsewhere = received("2019-03-05T11:29:59+07:00").authority("nowhere");
        var batch = dueDates.findDueDates(new BatchRequest().items(List.of(later, elsewhere)));
        for (var result : batch.getResults()) {
            var answer = result.getDueDate() != null ? result.getDueDate().getDueOn() : result.getProblem().getCode();
            System.out.println(result.getIndex() + " " + answer);
        }

        try {
            dueDates.findDueDate(elsewhere);
        } catch (ApiException refused) {
            System.out.println(refused.getCode() + " " + refused.getResponseBody());
        }
    }

    private static DueDateRequest received(String at) {
        return new DueDateRequest()
            .receivedAt(OffsetDateTime.parse(at))
            .authority("long-an")
            .procedure("business-registration");
    }
}
