package honest.todos;

import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class TodosServer {}
