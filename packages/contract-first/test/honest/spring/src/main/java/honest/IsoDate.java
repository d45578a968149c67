package honest;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/** Reads dates from texts alone: Jackson also takes {@code [2026, 1, 31]}, and {@code []} for null. */
public class IsoDate extends StdDeserializer<LocalDate> {
  public IsoDate() {
    super(LocalDate.class);
  }

  @Override
  public LocalDate deserialize(JsonParser parser, DeserializationContext context) {
    if (!parser.hasToken(JsonToken.VALUE_STRING)) {
      return (LocalDate) context.handleUnexpectedToken(LocalDate.class, parser);
    }
    var text = parser.getString();
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException error) {
      return (LocalDate) context.handleWeirdStringValue(LocalDate.class, text, "is no date");
    }
  }
}
