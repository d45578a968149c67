package honest.orders;

import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/** Errors as problem details. */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {}
