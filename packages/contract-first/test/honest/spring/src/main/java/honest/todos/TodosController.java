package honest.todos;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.hibernate.validator.constraints.Range;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** The todos of {@code todos.yaml}, with Jackson as Spring Boot sets it up. */
@RestController
@RequestMapping(path = "/todos", produces = MediaType.APPLICATION_JSON_VALUE)
class TodosController {
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, Todo> todos = new ConcurrentSkipListMap<>();

  @GetMapping
  List<Todo> list(
      @RequestParam(required = false) Boolean done,
      @RequestParam(defaultValue = "1") @Min(1) long page,
      @RequestParam(name = "per_page", defaultValue = "20") @Range(min = 1, max = 50) int size) {
    return todos.values().stream()
        .filter(todo -> done == null || todo.done() == done)
        .skip((page - 1) * size)
        .limit(size)
        .toList();
  }

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Todo> create(@Valid @RequestBody TodoInput input) {
    var todo = Todo.of(ids.incrementAndGet(), input);
    todos.put(todo.id(), todo);
    return ResponseEntity.created(URI.create("/todos/" + todo.id())).body(todo);
  }

  @GetMapping("/{id}")
  Todo get(@PathVariable @Min(1) int id) {
    return found(todos.get(id));
  }

  @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
  Todo replace(@PathVariable @Min(1) int id, @Valid @RequestBody TodoInput input) {
    return found(todos.computeIfPresent(id, (same, before) -> Todo.of(id, input)));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void delete(@PathVariable @Min(1) int id) {
    found(todos.remove(id));
  }

  private static Todo found(Todo todo) {
    if (todo == null) throw new ResponseStatusException(HttpStatus.NOT_FOUND, "No such todo");
    return todo;
  }
}
