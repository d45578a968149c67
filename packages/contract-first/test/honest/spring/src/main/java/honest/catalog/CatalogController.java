package honest.catalog;

import jakarta.validation.constraints.Pattern;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The catalogue of {@code catalog.yaml}: the media type is negotiated by Spring. The category is no
 * enumeration, since Spring trims those and takes an empty text for none.
 */
@RestController
class CatalogController {
  private static final List<Item> STOCK =
      List.of(
          new Item("HAM-0001", "Hammer & nails", 19.9, "tools"),
          new Item("KIT-0002", "Kite", 12, "toys"));

  @GetMapping(path = "/items.xml", produces = MediaType.APPLICATION_XML_VALUE)
  Items itemsXml(@RequestParam(required = false) @Pattern(regexp = "tools|toys") String category) {
    return new Items(
        STOCK.stream().filter(item -> category == null || item.category().equals(category)).toList());
  }

  @GetMapping(path = "/items.csv", produces = "text/csv")
  String itemsCsv() {
    return STOCK.stream()
        .map(item -> "%s,%s,%s\r\n".formatted(item.sku(), item.name(), item.price()))
        .collect(Collectors.joining("", "sku,name,price\r\n", ""));
  }

  @GetMapping(
      path = "/items/{sku}",
      produces = {MediaType.APPLICATION_JSON_VALUE, MediaType.APPLICATION_XML_VALUE})
  ResponseEntity<Item> item(@PathVariable @Pattern(regexp = "[A-Z]{3}-[0-9]{4}") String sku) {
    return ResponseEntity.of(STOCK.stream().filter(item -> item.sku().equals(sku)).findFirst());
  }

  @GetMapping(path = "/status", produces = MediaType.TEXT_PLAIN_VALUE)
  String status() {
    return "OK";
  }
}
