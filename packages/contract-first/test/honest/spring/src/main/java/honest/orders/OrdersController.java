package honest.orders;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Orders that were written code first: the document is the one that springdoc makes of this. */
@RestController
@RequestMapping(path = "/orders", produces = MediaType.APPLICATION_JSON_VALUE)
@ApiResponse(
    responseCode = "400",
    description = "Invalid",
    content =
        @Content(
            mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
            schema = @Schema(implementation = Problem.class)))
class OrdersController {
  private final Map<UUID, Order> orders = new LinkedHashMap<>();

  @GetMapping
  @ApiResponse(responseCode = "200", description = "A page of orders", useReturnTypeSchema = true)
  synchronized List<Order> list(
      @RequestParam(required = false) @Pattern(regexp = "^(placed|cancelled)$") String status,
      @RequestParam(defaultValue = "0") @Min(0) int offset,
      @RequestParam(defaultValue = "20") @Min(1) @Max(100) int limit) {
    return orders.values().stream()
        .filter(order -> status == null || order.status().name().equals(status))
        .skip(offset)
        .limit(limit)
        .toList();
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  @ApiResponse(responseCode = "201", description = "Placed", useReturnTypeSchema = true)
  synchronized Order place(@Valid @RequestBody OrderInput input) {
    var order =
        new Order(
            UUID.randomUUID(),
            input.customer,
            input.deliverOn,
            input.lines,
            Order.Status.placed,
            Instant.now());
    orders.put(order.id(), order);
    return order;
  }

  @GetMapping("/{id}")
  @ApiResponse(responseCode = "200", description = "The order", useReturnTypeSchema = true)
  @ApiResponse(
      responseCode = "404",
      description = "No such order",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
              schema = @Schema(implementation = Problem.class)))
  synchronized Order get(@PathVariable UUID id) {
    return find(id);
  }

  @PostMapping("/{id}/cancellation")
  @ApiResponse(responseCode = "200", description = "Cancelled", useReturnTypeSchema = true)
  @ApiResponse(
      responseCode = "404",
      description = "No such order",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
              schema = @Schema(implementation = Problem.class)))
  @ApiResponse(
      responseCode = "409",
      description = "Cancelled before",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
              schema = @Schema(implementation = Problem.class)))
  synchronized Order cancel(@PathVariable UUID id) {
    var order = find(id);
    if (order.status() == Order.Status.cancelled) {
      throw new ResponseStatusException(HttpStatus.CONFLICT, "Cancelled before");
    }
    orders.put(id, order.cancelled());
    return order.cancelled();
  }

  private Order find(UUID id) {
    var order = orders.get(id);
    if (order == null) throw new ResponseStatusException(HttpStatus.NOT_FOUND, "No such order");
    return order;
  }
}
