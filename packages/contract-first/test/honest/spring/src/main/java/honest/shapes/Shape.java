package honest.shapes;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;

/** A union that Jackson tells apart by {@code kind}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({@JsonSubTypes.Type(Shape.Circle.class), @JsonSubTypes.Type(Shape.Rectangle.class)})
sealed interface Shape {
  String kind();

  double area();

  @JsonTypeName("circle")
  record Circle(@NotNull @Positive @DecimalMax("1000") Double radius) implements Shape {
    @Override
    @JsonIgnore
    public String kind() {
      return "circle";
    }

    @Override
    public double area() {
      return Math.PI * radius * radius;
    }
  }

  @JsonTypeName("rectangle")
  record Rectangle(
      @NotNull @Positive @DecimalMax("1000") Double width,
      @NotNull @Positive @DecimalMax("1000") Double height)
      implements Shape {
    @Override
    @JsonIgnore
    public String kind() {
      return "rectangle";
    }

    @Override
    public double area() {
      return width * height;
    }
  }
}
