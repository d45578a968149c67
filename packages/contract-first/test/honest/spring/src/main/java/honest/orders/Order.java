package honest.orders;

import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

record Order(
    @NotNull UUID id,
    @NotNull String customer,
    LocalDate deliverOn,
    @NotNull List<OrderLine> lines,
    @NotNull Status status,
    @NotNull Instant placedAt) {

  enum Status {
    placed,
    cancelled
  }

  Order cancelled() {
    return new Order(id, customer, deliverOn, lines, Status.cancelled, placedAt);
  }
}
