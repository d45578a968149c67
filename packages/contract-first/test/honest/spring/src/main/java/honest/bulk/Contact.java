package honest.bulk;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.hibernate.validator.constraints.CodePointLength;

/** No record: Jackson cannot tell a component of a record that is null from one that is absent. */
class Contact {
  @NotEmpty public String name;

  @NotNull
  @Pattern(regexp = "\\+[1-9][0-9]{6,14}")
  public String phone;

  public LocalDate birthday;
  @Valid public Address address;

  static class Address {
    @NotNull
    @CodePointLength(min = 2, max = 2)
    public String country;

    @Size(max = 3)
    public List<@NotNull String> lines;
  }
}
