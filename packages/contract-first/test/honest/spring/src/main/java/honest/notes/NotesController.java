package honest.notes;

import jakarta.validation.Valid;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.server.ResponseStatusException;

/** The notes of {@code notes.yaml}: ETags and preconditions by Spring, errors as problem details. */
@RestController
@RequestMapping(path = "/notes", produces = MediaType.APPLICATION_JSON_VALUE)
class NotesController {
  private final Map<UUID, Note> notes = new ConcurrentHashMap<>();

  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  ResponseEntity<Note> create(@Valid @RequestBody NoteInput input) {
    var note = Note.of(input);
    notes.put(note.id(), note);
    return ResponseEntity.created(URI.create("/notes/" + note.id())).eTag(note.etag()).body(note);
  }

  @GetMapping("/{id}")
  ResponseEntity<Note> get(@PathVariable UUID id) {
    var note = find(id);
    return ResponseEntity.ok().eTag(note.etag()).body(note);
  }

  @PutMapping(path = "/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
  synchronized ResponseEntity<Note> update(
      @PathVariable UUID id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) String ifMatch,
      @Valid @RequestBody NoteInput input,
      WebRequest request) {
    var note = find(id);
    if (ifMatch == null) {
      throw new ResponseStatusException(HttpStatus.PRECONDITION_REQUIRED, "Send If-Match");
    }
    checkPrecondition(request, note);
    var updated = note.with(input);
    notes.put(id, updated);
    return ResponseEntity.ok().eTag(updated.etag()).body(updated);
  }

  @DeleteMapping("/{id}")
  synchronized ResponseEntity<Void> delete(@PathVariable UUID id, WebRequest request) {
    checkPrecondition(request, find(id));
    notes.remove(id);
    return ResponseEntity.noContent().build();
  }

  private Note find(UUID id) {
    var note = notes.get(id);
    if (note == null) throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    return note;
  }

  private void checkPrecondition(WebRequest request, Note note) {
    if (request.checkNotModified(note.etag())) {
      throw new ResponseStatusException(HttpStatus.PRECONDITION_FAILED);
    }
  }
}
