package honest.todos;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import honest.IsoDate;
import jakarta.validation.constraints.NotNull;
import java.time.LocalDate;
import org.hibernate.validator.constraints.CodePointLength;
import tools.jackson.databind.annotation.JsonDeserialize;

/** No record: Jackson cannot tell a component of a record that is null from one that is absent. */
class TodoInput {
  @NotNull
  @CodePointLength(min = 1, max = 120)
  public String title;

  @JsonSetter(nulls = Nulls.FAIL)
  public boolean done = false;

  @JsonDeserialize(using = IsoDate.class)
  public LocalDate due;

  @JsonSetter(nulls = Nulls.FAIL)
  public Todo.Priority priority = Todo.Priority.normal;
}
