package honest.shapes;

import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class ShapesServer {}
