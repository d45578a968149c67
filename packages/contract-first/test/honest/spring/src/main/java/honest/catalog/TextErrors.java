package honest.catalog;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Spring's errors as plain text. */
@RestControllerAdvice
class TextErrors extends ResponseEntityExceptionHandler {
  @Override
  protected ResponseEntity<Object> handleExceptionInternal(
      Exception error, Object body, HttpHeaders headers, HttpStatusCode status, WebRequest request) {
    var detail = body instanceof ProblemDetail problem ? problem.getDetail() : error.getMessage();
    return ResponseEntity.status(status)
        .headers(headers)
        .contentType(MediaType.TEXT_PLAIN)
        .body(detail);
  }
}
