package honest.uploads;

import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.hibernate.validator.constraints.CodePointLength;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

/** The pictures of {@code uploads.yaml}: multipart forms. */
@RestController
@RequestMapping("/pictures")
class PicturesController {
  private final AtomicLong ids = new AtomicLong();
  private final Map<Long, Picture> pictures = new ConcurrentHashMap<>();

  // Tags are taken from the form, since Spring splits a single value of a list at its commas.
  @PostMapping(
      consumes = MediaType.MULTIPART_FORM_DATA_VALUE,
      produces = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  Picture upload(
      @RequestParam MultipartFile file,
      @RequestParam @CodePointLength(min = 1, max = 80) String caption,
      @RequestParam(name = "public", defaultValue = "true") boolean isPublic,
      @RequestParam MultiValueMap<String, String> form)
      throws IOException {
    if (!MediaType.IMAGE_PNG_VALUE.equals(file.getContentType())) {
      throw new ResponseStatusException(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Only PNG, please");
    }
    var tags = form.getOrDefault("tags", List.of());
    var picture =
        new Picture(ids.incrementAndGet(), caption, isPublic, tags, file.getBytes());
    pictures.put(picture.id(), picture);
    return picture;
  }

  @GetMapping(path = "/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
  Picture get(@PathVariable @Min(1) long id) {
    return find(id);
  }

  @GetMapping(path = "/{id}/content", produces = MediaType.IMAGE_PNG_VALUE)
  ResponseEntity<byte[]> download(@PathVariable @Min(1) long id) {
    var disposition = ContentDisposition.attachment().filename(id + ".png").build();
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
        .body(find(id).content());
  }

  private Picture find(long id) {
    var picture = pictures.get(id);
    if (picture == null) throw new ResponseStatusException(HttpStatus.NOT_FOUND, "No such picture");
    return picture;
  }
}
