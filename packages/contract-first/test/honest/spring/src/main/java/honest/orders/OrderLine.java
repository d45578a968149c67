package honest.orders;

import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;

record OrderLine(
    @NotNull @Pattern(regexp = "^[A-Z]{3}-[0-9]{4}$") String sku,
    @NotNull @Min(1) @Max(1000) Integer quantity,
    @NotNull @DecimalMin("0") BigDecimal price) {}
