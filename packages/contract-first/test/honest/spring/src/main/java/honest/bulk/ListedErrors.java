package honest.bulk;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.validation.method.MethodValidationResult;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Spring's errors as a list, with a text for each value that is invalid. */
@RestControllerAdvice
class ListedErrors extends ResponseEntityExceptionHandler {
  @Override
  protected ResponseEntity<Object> handleExceptionInternal(
      Exception error, Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    return ResponseEntity.status(status)
        .headers(headers)
        .contentType(MediaType.APPLICATION_JSON)
        .body(Map.of("errors", textsOf(error)));
  }

  private static List<String> textsOf(Exception error) {
    if (error instanceof MethodArgumentNotValidException invalid) {
      return invalid.getFieldErrors().stream()
          .map(field -> field.getField() + " " + field.getDefaultMessage())
          .toList();
    }
    if (error instanceof MethodValidationResult invalid) {
      return invalid.getAllErrors().stream().map(each -> each.getDefaultMessage()).toList();
    }
    return List.of(String.valueOf(error.getMessage()));
  }
}
