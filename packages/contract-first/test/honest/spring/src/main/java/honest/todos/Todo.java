package honest.todos;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.hibernate.validator.constraints.CodePointLength;

@JsonInclude(JsonInclude.Include.ALWAYS)
record Todo(int id, String title, boolean done, LocalDate due, Priority priority) {
  enum Priority {
    low,
    normal,
    high
  }

  record Input(
      @NotNull @CodePointLength(min = 1, max = 120) String title,
      Boolean done,
      LocalDate due,
      Priority priority) {

    Input {
      if (done == null) done = false;
      if (priority == null) priority = Priority.normal;
    }
  }

  static Todo of(int id, Input input) {
    return new Todo(id, input.title(), input.done(), input.due(), input.priority());
  }
}
