package honest.payments;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hibernate.validator.constraints.CodePointLength;
import org.hibernate.validator.constraints.Range;

/** No record: Jackson cannot tell a component of a record that is null from one that is absent. */
class PaymentInput {
  @NotNull
  @Range(min = 1, max = 99_999_999)
  public Long amount;

  @NotNull public Payment.Currency currency;

  @CodePointLength(max = 35)
  public String reference;

  @Size(max = 5)
  public Map<String, @NotNull @CodePointLength(max = 100) String> metadata;

  /** What is equal if two inputs are. */
  List<?> values() {
    return Arrays.asList(amount, currency, reference, metadata);
  }
}
