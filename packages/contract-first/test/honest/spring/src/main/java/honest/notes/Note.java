package honest.notes;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.UUID;

record Note(
    UUID id,
    String title,
    String text,
    String colour,
    Instant createdAt,
    Instant updatedAt,
    @JsonIgnore int version) {

  static Note of(NoteInput input) {
    var now = Instant.now();
    return new Note(UUID.randomUUID(), input.title(), input.text(), input.colour(), now, now, 1);
  }

  Note with(NoteInput input) {
    return new Note(
        id, input.title(), input.text(), input.colour(), createdAt, Instant.now(), version + 1);
  }

  String etag() {
    return "\"%s-%d\"".formatted(id.toString().substring(0, 8), version);
  }
}
