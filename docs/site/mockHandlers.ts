import { defineMock } from 'contract-first/mock';

export default defineMock({
  'GET /pets/{petId}': ({ params }, state) => {
    const pet = state.resource('pets').get(String(params.petId));
    return pet && { status: 200, body: { ...pet, status: 'sold' } };
  },
});
