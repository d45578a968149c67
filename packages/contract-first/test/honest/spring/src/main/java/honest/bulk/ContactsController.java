package honest.bulk;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.constraints.Range;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The contacts of {@code bulk.yaml}: validation inside of lists, and a media type of its own. */
@RestController
@RequestMapping("/contacts")
class ContactsController {
  record Bulk(@NotNull @Size(min = 1, max = 50) List<@NotNull @Valid Contact> contacts) {}

  record Result(int index, int status, String error) {}

  record Results(List<Result> results) {}

  record Meta(int total) {}

  record Page(List<Contact> data, Meta meta) {}

  private final Map<String, Contact> contacts = new LinkedHashMap<>();

  @PostMapping(
      path = "/bulk",
      consumes = MediaType.APPLICATION_JSON_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  synchronized ResponseEntity<Results> create(@Valid @RequestBody Bulk bulk) {
    var results = new ArrayList<Result>();
    for (var contact : bulk.contacts()) {
      var isNew = contacts.putIfAbsent(contact.phone, contact) == null;
      results.add(
          isNew
              ? new Result(results.size(), 201, null)
              : new Result(results.size(), 409, contact.phone + " is known"));
    }
    var areAllNew = results.stream().allMatch(result -> result.status() == 201);
    return ResponseEntity.status(areAllNew ? HttpStatus.OK : HttpStatus.MULTI_STATUS)
        .body(new Results(results));
  }

  @GetMapping(produces = "application/vnd.contacts+json")
  synchronized Page list(
      @RequestParam(name = "page[number]", defaultValue = "1") @Min(1) long number,
      @RequestParam(name = "page[size]", defaultValue = "20") @Range(min = 1, max = 100) int size) {
    var data = contacts.values().stream().skip((number - 1) * size).limit(size).toList();
    return new Page(data, new Meta(contacts.size()));
  }
}
