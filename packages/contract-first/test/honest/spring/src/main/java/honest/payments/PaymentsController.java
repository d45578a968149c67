package honest.payments;

import jakarta.validation.Valid;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.validator.constraints.CodePointLength;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The payments of {@code payments.yaml}: idempotency keys, behind Spring Security. */
@RestController
@RequestMapping(path = "/v1/payments", produces = MediaType.APPLICATION_JSON_VALUE)
class PaymentsController {
  private static final String KEY = "Idempotency-Key";

  private final SecureRandom random = new SecureRandom();
  private final Map<String, Payment> payments = new ConcurrentHashMap<>();
  private final Idempotency idempotency;

  PaymentsController(Idempotency idempotency) {
    this.idempotency = idempotency;
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Payment> create(
      @RequestHeader(KEY) @CodePointLength(min = 8, max = 64) String key,
      @Valid @RequestBody PaymentInput input) {
    return idempotency.once(
        key,
        input.values(),
        () -> {
          var payment = paid(input);
          payments.put(payment.id(), payment);
          return ResponseEntity.status(HttpStatus.CREATED).body(payment);
        });
  }

  @GetMapping("/{id}")
  Payment get(@PathVariable String id) {
    return find(id);
  }

  @PostMapping("/{id}/refund")
  ResponseEntity<Payment> refund(
      @PathVariable String id,
      @RequestHeader(name = KEY, required = false) @CodePointLength(min = 8, max = 64) String key) {
    find(id);
    return idempotency.once(
        key,
        List.of("refund", id),
        () -> {
          var payment = find(id);
          if (payment.status() == Payment.Status.refunded) {
            throw new ResponseStatusException(HttpStatus.CONFLICT, "Refunded before");
          }
          payments.put(id, payment.refunded());
          return ResponseEntity.ok(payment.refunded());
        });
  }

  private Payment paid(PaymentInput input) {
    return new Payment(
        "pay_%016x".formatted(random.nextLong()),
        input.amount,
        input.currency,
        input.reference,
        input.metadata,
        Payment.Status.succeeded,
        Instant.now().getEpochSecond());
  }

  private Payment find(String id) {
    var payment = payments.get(id);
    if (payment == null) throw new ResponseStatusException(HttpStatus.NOT_FOUND, "No such payment");
    return payment;
  }
}
