package honest.orders;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;

/** No record: Jackson cannot tell a component of a record that is null from one that is absent. */
class OrderInput {
  @NotNull
  @Pattern(regexp = "^[a-z]{3,20}$")
  public String customer;

  public LocalDate deliverOn;

  @NotNull
  @Size(min = 1, max = 10)
  public List<@NotNull @Valid OrderLine> lines;
}
