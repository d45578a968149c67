package honest.todos;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;

@JsonInclude(JsonInclude.Include.ALWAYS)
record Todo(int id, String title, boolean done, LocalDate due, Priority priority) {
  enum Priority {
    low,
    normal,
    high
  }

  static Todo of(int id, TodoInput input) {
    return new Todo(id, input.title, input.done, input.due, input.priority);
  }
}
