package honest.todos;

import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Spring's errors as the document has them. */
@RestControllerAdvice
class Errors extends ResponseEntityExceptionHandler {
  @Override
  protected ResponseEntity<Object> handleExceptionInternal(
      Exception error, Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    var detail = body instanceof ProblemDetail problem ? problem.getDetail() : error.getMessage();
    return ResponseEntity.status(status)
        .headers(headers)
        .contentType(MediaType.APPLICATION_JSON)
        .body(Map.of("message", String.valueOf(detail)));
  }
}
