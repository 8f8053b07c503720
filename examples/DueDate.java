// Ask when a result is due: java DueDate.java [address of the service [moment of receipt]]
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

public class DueDate {
    public static void main(String[] arguments) throws Exception {
        String service = arguments.length > 0 ? arguments[0] : "http://127.0.0.1:8000";
        String receivedAt = arguments.length > 1 ? arguments[1] : "2019-03-05T11:29:59+07:00";
        String dossier = """
            {"received_at": "%s", "authority": "long-an", "procedure": "business-registration"}
            """.formatted(receivedAt);
        var request = HttpRequest.newBuilder(URI.create(service + "/v1/due-dates"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(dossier))
            .build();

        var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        System.out.println(response.body()); // JSON: give it to the library that you use
        System.exit(response.statusCode() == 200 ? 0 : 1);
    }
}
