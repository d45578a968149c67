package honest.payments;

import java.util.Map;

record Payment(
    String id,
    long amount,
    Currency currency,
    String reference,
    Map<String, String> metadata,
    Status status,
    long created) {

  enum Currency {
    EUR,
    USD,
    JPY
  }

  enum Status {
    succeeded,
    refunded
  }

  Payment refunded() {
    return new Payment(id, amount, currency, reference, metadata, Status.refunded, created);
  }
}
