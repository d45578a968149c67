package honest.catalog;

import org.springframework.core.convert.converter.Converter;
import org.springframework.stereotype.Component;

/** Spring's own reader of enumerations takes an empty text for none. */
@Component
class CategoryReader implements Converter<String, Category> {
  @Override
  public Category convert(String text) {
    return Category.valueOf(text);
  }
}
