package honest;

import honest.bulk.BulkServer;
import honest.catalog.CatalogServer;
import honest.notes.NotesServer;
import honest.orders.OrdersServer;
import honest.payments.PaymentsServer;
import honest.shapes.ShapesServer;
import honest.todos.TodosServer;
import honest.uploads.UploadsServer;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;

/** Usage: {@code java -jar honest.jar NAME}. Starts one of the servers below, and prints its address. */
public final class Main {
  private static final Map<String, Class<?>> SERVERS =
      Map.of(
          "bulk", BulkServer.class,
          "catalog", CatalogServer.class,
          "notes", NotesServer.class,
          "orders", OrdersServer.class,
          "payments", PaymentsServer.class,
          "shapes", ShapesServer.class,
          "todos", TodosServer.class,
          "uploads", UploadsServer.class);

  public static void main(String[] args) {
    var application = new SpringApplication(SERVERS.get(args[0]));
    application.setAdditionalProfiles(args[0]);
    var context = (ServletWebServerApplicationContext) application.run();
    System.out.println("http://127.0.0.1:" + context.getWebServer().getPort());
  }
}
