package honest.payments;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Answers a request that is repeated with its key as it was answered first. */
@Component
class Idempotency {
  private record Remembered(Object request, ResponseEntity<Payment> response) {}

  private final Map<String, Remembered> byKey = new ConcurrentHashMap<>();

  /** @param request what must be equal if the key is */
  synchronized ResponseEntity<Payment> once(
      String key, Object request, Supplier<ResponseEntity<Payment>> work) {
    if (key == null) return work.get();
    var before = byKey.get(key);
    if (before == null) {
      var response = work.get();
      byKey.put(key, new Remembered(request, response));
      return response;
    }
    if (!before.request().equals(request)) {
      throw new ResponseStatusException(HttpStatus.CONFLICT, "This key came with another request");
    }
    return before.response();
  }
}
