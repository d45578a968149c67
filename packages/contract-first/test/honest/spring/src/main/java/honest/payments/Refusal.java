package honest.payments;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** The body of an error. */
record Refusal(String code, String message) {

  @RestControllerAdvice
  static class Refusals extends ResponseEntityExceptionHandler {
    @Override
    protected ResponseEntity<Object> handleExceptionInternal(
        Exception error,
        Object body,
        HttpHeaders headers,
        HttpStatusCode status,
        WebRequest request) {
      var problem = body instanceof ProblemDetail detail ? detail : ProblemDetail.forStatus(status);
      return ResponseEntity.status(status)
          .headers(headers)
          .contentType(MediaType.APPLICATION_JSON)
          .body(new Refusal(problem.getTitle(), String.valueOf(problem.getDetail())));
    }
  }
}
