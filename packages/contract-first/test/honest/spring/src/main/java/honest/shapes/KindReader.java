package honest.shapes;

import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/** Spring's own reader of enumerations takes an empty text for none. */
@Component
class KindReader implements Converter<String, Shape.Kind> {
  @Override
  public Shape.Kind convert(String text) {
    return Shape.Kind.valueOf(text);
  }
}
