package honest.shapes;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The shapes of {@code shapes.yaml}: a tagged union, alone and in lists. */
@RestController
@RequestMapping(produces = MediaType.APPLICATION_JSON_VALUE)
class ShapesController {
  record StoredShape(UUID id, Shape shape) {}

  record Area(double area) {}

  private final List<StoredShape> shapes = new CopyOnWriteArrayList<>();

  @GetMapping("/shapes")
  List<StoredShape> list(
      @RequestParam(required = false) @Pattern(regexp = "circle|rectangle") String kind) {
    return shapes.stream()
        .filter(each -> kind == null || each.shape().kind().equals(kind))
        .toList();
  }

  @PostMapping(path = "/shapes", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  StoredShape add(@Valid @RequestBody Shape shape) {
    var stored = new StoredShape(UUID.randomUUID(), shape);
    shapes.add(stored);
    return stored;
  }

  @PostMapping(path = "/area", consumes = MediaType.APPLICATION_JSON_VALUE)
  Area area(@RequestBody @Size(min = 1, max = 20) List<@NotNull @Valid Shape> shapes) {
    return new Area(shapes.stream().mapToDouble(Shape::area).sum());
  }
}
