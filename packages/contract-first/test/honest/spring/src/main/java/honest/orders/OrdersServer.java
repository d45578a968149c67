package honest.orders;

import honest.StrictJson;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Import;

@SpringBootApplication
@Import(StrictJson.class)
public class OrdersServer {}
