package honest.payments;

import honest.StrictJson;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;

@SpringBootApplication
@Import(StrictJson.class)
public class PaymentsServer {}
